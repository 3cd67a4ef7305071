package cn.niangjia.ticket;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the union gives itself; none is set by default, since none is known for the whole country.
 *
 * @param due by class, {@code COMPLAINT: 5d} for five working days or {@code 8h} for eight open hours
 * @param callBack for a promised call, until the ticket is classed
 */
@ConfigurationProperties("niangjia.ticket")
record TicketSettings(@DefaultValue Map<TicketClass, String> due, @DefaultValue("") String callBack) {

    TicketSettings {
        due.values().forEach(TicketSettings::check);
        check(callBack);
    }

    private static void check(String limit) {
        if (!limit.isBlank()) {
            Limit.parse(limit);
        }
    }

    /** Null: no due time is set. */
    @Nullable Limit limit(@Nullable TicketClass ticketClass, boolean isCallBack) {
        String text = ticketClass != null ? due.getOrDefault(ticketClass, "") : isCallBack ? callBack : "";
        return text.isBlank() ? null : Limit.parse(text);
    }
}
