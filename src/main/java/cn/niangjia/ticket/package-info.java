/**
 * Tickets (工单): work that outlives the talk and ends with a result that is reported back.
 *
 * <p>Start reading at {@link cn.niangjia.ticket.Tickets}, which makes them, then {@code TicketSteps}, which moves them on; {@code Ticket} says
 * what there is of one. Called by {@code chat} for call backs and erasure, over HTTP by staff, and by {@code system} for retention; calls
 * {@code handoff} for the opening hours, {@code conversation} for what was said, {@code privacy} to seal who it is about.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"conversation", "account", "privacy", "handoff", "knowledge", "answering"})
package cn.niangjia.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
