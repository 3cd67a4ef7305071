/**
 * What the hotline desk works with; for now its search, {@code GET /api/search}.
 *
 * <p>Start reading at {@code SearchController}. Called over HTTP by staff pages and scripts; calls {@code retrieval}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"chat", "handoff", "retrieval", "knowledge", "account"})
package cn.niangjia.workbench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
