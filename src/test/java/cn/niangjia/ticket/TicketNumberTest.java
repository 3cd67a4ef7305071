package cn.niangjia.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketNumberTest {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    @Test
    void isGroupedAndHasNoCharacterThatLooksLikeAnother() {
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            numbers.add(TicketNumber.next());
        }
        assertThat(numbers).hasSize(5000).allMatch(number -> number.matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"));
    }

    @Test
    void isReadHoweverItIsTyped() {
        String number = TicketNumber.next();
        String plain = number.replace("-", "");
        assertThat(List.of(plain, plain.toLowerCase(), " " + number + " ", number.replace('-', ' '), number.replace('-', '—'), wide(number)))
                .allSatisfy(typed -> assertThat(TicketNumber.read(typed)).contains(number));
    }

    private static String wide(String number) {
        return number.chars().map(c -> c + 0xFEE0).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    @Test
    void everyWrongCharacterAndEveryPairThatChangedPlacesIsFound() {
        for (int round = 0; round < 50; round++) {
            String plain = TicketNumber.next().replace("-", "");
            for (int i = 0; i < plain.length(); i++) {
                for (char c : ALPHABET.toCharArray()) {
                    String wrong = plain.substring(0, i) + c + plain.substring(i + 1);
                    assertThat(TicketNumber.read(wrong).isPresent()).isEqualTo(c == plain.charAt(i));
                }
                for (int j = i + 1; j < plain.length(); j++) {
                    StringBuilder swapped = new StringBuilder(plain);
                    swapped.setCharAt(i, plain.charAt(j));
                    swapped.setCharAt(j, plain.charAt(i));
                    assertThat(TicketNumber.read(swapped.toString()).isPresent()).isEqualTo(plain.charAt(i) == plain.charAt(j));
                }
            }
        }
    }

    @Test
    void whatCannotBeANumberIsNone() {
        assertThat(List.of("", "K7QM", "0000-0000-0000", "一二三四五六七八九十一二", "K7QM-3XHP-9RDC-AAAA")).allMatch(typed -> TicketNumber.read(typed).isEmpty());
    }

    @Test
    void aPersonIsReachedAtTheLastFourOfAnyContact() {
        Person person = new Person("张师傅", List.of("138 1234 5678", "wx: Zhang_wei"));
        assertThat(person.isReachedAt("5678")).isTrue();
        assertThat(person.isReachedAt(" ５６７８")).isTrue();
        assertThat(person.isReachedAt("gwei")).isTrue();
        assertThat(List.of("", "5677", "678", "15678", "张师傅")).noneMatch(person::isReachedAt);
        assertThat(new Person(null, List.of("12")).isReachedAt("12")).as("too short to protect anything").isFalse();
        assertThat(person.leftOutOf("张师傅说打138 1234 5678找他")).isEqualTo("〔已隐去〕说打〔已隐去〕找他");
    }
}
