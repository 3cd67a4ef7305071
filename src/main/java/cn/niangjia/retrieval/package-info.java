/**
 * Finds the passages that may answer a question.
 *
 * <p>Start reading at {@link cn.niangjia.retrieval.HybridRetriever}: a {@link cn.niangjia.retrieval.Query} goes to the
 * keyword and the vector side of {@link cn.niangjia.retrieval.PassageIndex}, and the two rankings are fused.
 * {@link cn.niangjia.retrieval.IndexUpdater} keeps the index in step with the database by change numbers;
 * {@link cn.niangjia.retrieval.Embedder} turns text into vectors, and {@code Embeddings} remembers them.
 *
 * <p>Called by {@code understanding}, {@code answering}, {@code chat} and {@code workbench}; calls {@code knowledge}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "knowledge")
package cn.niangjia.retrieval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
