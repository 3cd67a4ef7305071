/**
 * Uploaded files on their way into the knowledge base: read, cleaned, understood, cut into passages, kept as drafts.
 *
 * <p>Start reading at {@code ImportWorker}, which takes one file after the other: {@code FileReading} gets its text,
 * {@code Cleaner} mends it, {@code Proposer} says what it seems to be. {@code Imports} keeps how far everything is, so that a restart goes
 * on where it stopped. Called over HTTP by the staff's pages; calls {@code publishing}, which keeps the drafts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "knowledge", "privacy", "publishing", "retrieval"})
package cn.niangjia.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
