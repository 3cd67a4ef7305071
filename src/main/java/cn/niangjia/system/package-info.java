/**
 * Wiring only: security, web errors, limits, health, and what runs at start. Nobody uses this package; it may use all.
 *
 * <p>Start reading at {@code SecurityConfiguration}, {@code PageHeaders} and {@code KnowledgeStart}.
 */
@NullMarked
package cn.niangjia.system;

import org.jspecify.annotations.NullMarked;
