/**
 * The main path: a worker's question over HTTP to the answer.
 *
 * <p>Start reading at {@code ChatController}, then {@link cn.niangjia.chat.Assistant}, which is the whole recipe, a line a
 * stage. Called over HTTP by the widget; calls every feature above it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"privacy", "conversation", "knowledge", "retrieval", "understanding", "answering",
    "account", "handoff", "ticket"})
package cn.niangjia.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
