/**
 * Talks between a worker and the union, as records: {@link cn.niangjia.conversation.Conversation},
 * {@link cn.niangjia.conversation.Message}, {@link cn.niangjia.conversation.Reply} with its
 * {@link cn.niangjia.conversation.Outcome} and {@link cn.niangjia.conversation.Citation}s, and the
 * {@link cn.niangjia.conversation.Trace} of how a reply came about.
 *
 * <p>Start reading at {@link cn.niangjia.conversation.Conversations}, which keeps them: the question before it is
 * answered, the reply after; then {@link cn.niangjia.conversation.ConversationLog}, which holds who speaks: every change of
 * state is a row in the same sequence as the messages. {@link cn.niangjia.conversation.LiveStreams} follows those rows. Called by {@code chat}, {@code handoff} and {@code insight}; uses the words of
 * {@code knowledge} (topic, validity, passage) and the sealing of {@code privacy}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"knowledge", "privacy"})
package cn.niangjia.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
