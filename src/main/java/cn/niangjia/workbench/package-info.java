/**
 * What the hotline desk works with: its search, documents as the desk reads them, what goes with a passage, what an agent keeps at
 * hand, replies written beforehand, the assistant's suggestions, and what supervisors look at.
 *
 * <p>Start reading at {@code SearchController}. Talks themselves are {@code handoff}'s. Called over HTTP by staff pages and scripts;
 * calls {@code retrieval}, {@code knowledge} and {@code chat}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"chat", "handoff", "retrieval", "knowledge", "account", "privacy", "conversation", "answering"})
package cn.niangjia.workbench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
