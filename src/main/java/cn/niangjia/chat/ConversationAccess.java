package cn.niangjia.chat;

import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.Conversations;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Opens a conversation with its token, which comes as {@code Authorization: Bearer} and never in a URL. */
@Component
public class ConversationAccess {

    private static final String BEARER = "Bearer ";

    private final Conversations conversations;

    ConversationAccess(Conversations conversations) {
        this.conversations = conversations;
    }

    /** @throws ResponseStatusException 401 without the conversation's token, 404 if there is no such conversation */
    public Conversation open(UUID id, @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "缺少这次会话的凭证，请重新开始一次会话");
        }
        if (!conversations.exists(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这次会话，可能已经删除。请重新开始一次会话");
        }
        return conversations.open(id, authorization.substring(BEARER.length()).strip())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED, "这次会话的凭证不对，请重新开始一次会话"));
    }
}
