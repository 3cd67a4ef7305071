package cn.niangjia.importing;

/** A file that is not taken in; the message is in Chinese and says what to do. */
class RefusedFile extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, and what to do about it. */
    enum Reason {
        ENCRYPTED("文件加了密码。请去掉密码再传。"),
        SCANNED("只有图片，没有文字。请传 Word 或能选中文字的 PDF。"),
        EMPTY("里面没有文字。请看看是不是传错了。"),
        BROKEN("文件坏了，打不开。请重新导出一份再传。"),
        UNKNOWN("不认识这种文件。可以传 PDF、Word、Excel、PPT、网页、TXT、Markdown，或者它们的 ZIP。"),
        DISGUISED("文件的内容和名字的后缀对不上，没敢打开。请从原来的软件里重新导出。"),
        MACROS("文件里带有宏（小程序）。请另存为不带宏的 docx、xlsx 或 pptx 再传。"),
        ENTITIES("文件里夹带了外部引用，没敢打开。请从原来的软件里另存一份再传。"),
        UNREADABLE("里面的字认不出来：字体没有带上文字编码。请从原来的 Word 重新导出，或传 Word。"),
        WPS("这是 WPS 自己的格式。请在 WPS 里另存为 docx、xlsx 或 pptx 再传。"),
        OFD("这是 OFD 版式文件。请另存为 PDF 或 Word 再传。"),
        PACKED("这种压缩包打不开。请解开，重新压成 ZIP 再传。"),
        PICTURE("这是图片，里面的字读不出来。请传 Word、能选中文字的 PDF，或把字打出来。"),
        LINK("压缩包里的这一项是快捷方式，不是文件。请换成文件本身再传。"),
        NAME("文件名不对（含有 ..、盘符、特殊符号，或是电脑留用的名字）。请改个名字再传。"),
        TOO_BIG("文件太大了。请分成几份再传。"),
        TOO_LONG("文字太多了。请分成几份再传。"),
        TOO_MANY_PAGES("页数太多了。请分成几份再传。"),
        TOO_MANY_SHEETS("工作表太多了。请只留要用的表再传。"),
        TOO_SLOW("读了很久还没读完，已停下。请分成几份，或另存一次再传。"),
        BOMB("解开后太大，已停下。请分成几份。"),
        TOO_MANY_ENTRIES("压缩包里的文件太多了。请分成几个压缩包。"),
        NESTED("压缩包里还套着压缩包，套得太深。请解开再传。");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        String message() {
            return message;
        }
    }

    private final Reason reason;

    RefusedFile(Reason reason) {
        super(reason.message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
