package cn.niangjia.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PersonalDataTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/personal-data.csv", numLinesToSkip = 1)
    void masksNumbersOfPersonsAndNothingElse(String text, String masked) {
        assertThat(PersonalData.mask(text)).isEqualTo(masked);
    }
}
