/**
 * What the assistant knows: documents, their immutable versions, and the passages that are retrieved and cited.
 *
 * <p>Start reading at {@link cn.niangjia.knowledge.KnowledgeLoader}, which brings the knowledge folders into the
 * database at start: {@link cn.niangjia.knowledge.DocumentReader} reads a file, a splitter cuts it into passages,
 * {@link cn.niangjia.knowledge.Documents} keeps it under the next change number, and
 * {@link cn.niangjia.knowledge.Supersession} settles which texts are still good.
 *
 * <p>Called by {@code retrieval}, which indexes what {@code Documents} says has changed, and by everything that shows
 * a passage. Calls nothing but the database.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "privacy")
package cn.niangjia.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
