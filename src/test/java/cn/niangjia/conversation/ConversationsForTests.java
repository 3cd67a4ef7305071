package cn.niangjia.conversation;

import cn.niangjia.privacy.Vault;
import java.util.List;

/** What the repository of conversations is made of, for contexts of other packages' tests. */
public final class ConversationsForTests {

    public static final List<Class<?>> PARTS = List.of(Vault.class, CitationCounts.class, ConversationLog.class, MessageRows.class, Conversations.class);

    private ConversationsForTests() {
    }
}
