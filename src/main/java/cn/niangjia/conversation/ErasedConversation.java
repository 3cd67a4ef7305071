package cn.niangjia.conversation;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The conversation was erased while something was to be done with it. */
public class ErasedConversation extends ResponseStatusException {

    public ErasedConversation() {
        super(HttpStatus.NOT_FOUND, "这次会话已经清除了");
    }
}
