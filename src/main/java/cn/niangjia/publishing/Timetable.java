package cn.niangjia.publishing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every second whether something is to be published or taken out; what was due while the server was down is done then. */
@Component
class Timetable {

    private static final Logger log = LoggerFactory.getLogger(Timetable.class);

    private final Publishing publishing;

    Timetable(Publishing publishing) {
        this.publishing = publishing;
    }

    @Scheduled(fixedDelay = 1000)
    void tick() {
        try {
            publishing.due().forEach(this::keep);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** What is wrong with one document holds up no other. */
    private void keep(String id) {
        try {
            publishing.keepTimetable(id);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private static void failed(RuntimeException e) {
        log.error("what was set for this time could not be done; trying again in a second: {}", e.getClass().getName());
    }
}
