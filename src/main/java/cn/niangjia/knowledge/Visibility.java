package cn.niangjia.knowledge;

/** Who may read a document. {@link #STAFF} text never reaches a worker by any way. */
public enum Visibility {
    PUBLIC, STAFF
}
