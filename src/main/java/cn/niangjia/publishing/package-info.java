/**
 * How a text becomes public: draft, review, publication by one person or two, schedules, versions, and the lists that
 * show an admin what needs attention.
 *
 * <p>Start reading at {@code Publishing}, which has the rules; {@code Rights} knows who may do what where. Called over HTTP by
 * the staff's pages and by {@code importing}; calls {@code knowledge}, which keeps everything.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "conversation", "knowledge", "privacy", "retrieval"})
package cn.niangjia.publishing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
