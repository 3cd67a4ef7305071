package cn.niangjia;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    @Test
    void packagesUseOnlyWhatTheyDeclareAndNoneInACircle() {
        ApplicationModules.of(NiangjiaApplication.class).verify();
    }
}
