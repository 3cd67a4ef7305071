package cn.niangjia.account;

/** What a member of staff may do. */
public enum Role {
    /** 坐席: searches and talks with workers. */
    AGENT,
    /** 编辑: writes documents. */
    EDITOR,
    /** 审核: approves them. */
    REVIEWER,
    /** 班长: sees and assigns all talks. */
    SUPERVISOR,
    /** 管理员: everything. */
    ADMIN
}
