package cn.niangjia;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Niangjia. To follow a question through the code, begin at {@code chat.ChatController}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NiangjiaApplication {

    public static void main(String[] args) {
        SpringApplication.run(NiangjiaApplication.class, args);
    }
}
