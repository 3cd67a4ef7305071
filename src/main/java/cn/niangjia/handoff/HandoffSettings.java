package cn.niangjia.handoff;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long people may be kept waiting.
 *
 * @param answerWithin after which a worker who waits in opening hours is told so, and offered a call back
 * @param keepPlace for how long who takes a request back can have the place again
 * @param agentLostAfter without a sign of life an agent's talks go back to the queue
 * @param chatsPerAgent that one agent holds at once; an agent may choose fewer
 * @param acknowledgeWithin after which a worker in danger is told honestly that nobody has come yet
 */
@ConfigurationProperties("niangjia.handoff")
public record HandoffSettings(Duration answerWithin, Duration keepPlace, Duration agentLostAfter, int chatsPerAgent, Duration acknowledgeWithin) {
}
