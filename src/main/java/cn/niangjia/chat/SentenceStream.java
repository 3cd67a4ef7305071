package cn.niangjia.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands a finished text on sentence by sentence, as it would be read out. */
final class SentenceStream {

    /** A sentence with the citation numbers and line ends behind it. */
    private static final Pattern SENTENCE = Pattern.compile(".+?(?:[。！？；：](?:\\[[0-9]+])*|\\n|$)\\s*", Pattern.DOTALL);

    private SentenceStream() {
    }

    static void say(String text, ReplyListener listener) {
        Matcher sentence = SENTENCE.matcher(text);
        int end = 0;
        while (sentence.find()) {
            listener.said(sentence.group());
            end = sentence.end();
        }
        if (end < text.length()) {
            listener.said(text.substring(end));
        }
    }
}
