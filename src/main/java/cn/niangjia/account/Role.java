package cn.niangjia.account;

/** What a member of staff may do. */
public enum Role {
    /** 坐席: searches and talks with workers. */
    AGENT("坐席"),
    /** 编辑: writes documents. */
    EDITOR("编辑"),
    /** 审核: approves them. */
    REVIEWER("审核"),
    /** 班长: sees and assigns all talks. */
    SUPERVISOR("班长"),
    /** 管理员: everything. */
    ADMIN("管理员");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** As readers call it. */
    public String word() {
        return word;
    }
}
