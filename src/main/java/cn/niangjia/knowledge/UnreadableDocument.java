package cn.niangjia.knowledge;

/** A file that cannot be taken in. The message is Chinese, for the admin; {@link #line} is 1-based, 0 if unknown. */
public class UnreadableDocument extends Exception {

    private final int line;

    UnreadableDocument(int line, String message) {
        super(message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
