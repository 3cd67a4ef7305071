package cn.niangjia.chat;

import cn.niangjia.conversation.Citation;
import cn.niangjia.understanding.Understanding;
import java.util.List;

/** Hears of a reply while it is being made, in this order; the citations come before the text that refers to them. */
public interface ReplyListener {

    /** For who only wants the whole reply. */
    ReplyListener NONE = new ReplyListener() {
        @Override
        public void understood(Understanding understanding) {
        }

        @Override
        public void found(List<Citation> citations) {
        }

        @Override
        public void said(String text) {
        }
    };

    void understood(Understanding understanding);

    void found(List<Citation> citations);

    /** A whole sentence or more of the text, never half a citation. */
    void said(String text);
}
