package cn.niangjia.ticket;

/** The five classes that 12351 takes up all over the country. */
enum TicketClass {
    INQUIRY("问题咨询"), SUPPORT("服务帮扶"), COMPLAINT("信访投诉"), LEGAL_AID("法律援助"), SUGGESTION("意见建议");

    private final String word;

    TicketClass(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
