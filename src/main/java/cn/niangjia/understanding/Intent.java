package cn.niangjia.understanding;

/** What a worker wants with a message. Names are those of the texts in {@code prompts/} that answer it. */
public sealed interface Intent {

    /** Somebody is in danger now. */
    record Danger(String kind, String text) implements Intent {
    }

    /** A person is wanted or needed: asked, unhappy, own-case, complaint. */
    record PersonWanted(String reason) implements Intent {
    }

    record SmallTalk(String name) implements Intent {
    }

    /** @param name a text under {@code out-of-scope}, or the key of the hotline that can help */
    record Elsewhere(String name) implements Intent {
    }

    /** Too little said to answer: bare, complaint. */
    record Unclear(String name) implements Intent {
    }

    /** A question for the knowledge base. */
    record Ask() implements Intent {
    }

    /** For traces and figures: the kind of intent and its name. */
    default String label() {
        return switch (this) {
            case Danger danger -> "danger:" + danger.kind();
            case PersonWanted wanted -> "handoff:" + wanted.reason();
            case SmallTalk talk -> "small-talk:" + talk.name();
            case Elsewhere elsewhere -> "out-of-scope:" + elsewhere.name();
            case Unclear unclear -> "unclear:" + unclear.name();
            case Ask _ -> "ask";
        };
    }
}
