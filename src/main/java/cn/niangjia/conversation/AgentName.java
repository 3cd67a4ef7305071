package cn.niangjia.conversation;

/**
 * How a worker sees a person of the union.
 *
 * @param name such as 周老师
 * @param number at the desk, such as 023
 */
public record AgentName(String name, String number) {
}
