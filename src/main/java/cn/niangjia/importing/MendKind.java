package cn.niangjia.importing;

/** What cleaning mends, with its word for readers. */
enum MendKind {
    CONTROL("控制字符"), TRADITIONAL("繁体"), PINYIN("注音"), FULL_WIDTH("全角"), PAGE("页码与图说"), BOILERPLATE("网页套话与免责声明"),
    SPACE("多余空格"), LINE_BREAK("断行"), REPEATED("重复");

    private final String label;

    MendKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
