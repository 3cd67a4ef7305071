package cn.niangjia.importing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of an upload is taken in; what goes beyond is refused and the rest goes on.
 *
 * @param characters of text in one file
 * @param time for reading one file
 * @param entries of one archive; {@code unpacked}: their bytes together
 * @param ratio by which an archive's entry may grow; small ones are let through
 * @param nesting 1: archives within an archive are refused; 2: one level of them is opened
 */
@ConfigurationProperties("niangjia.import")
record ImportLimits(@DefaultValue("100MB") DataSize file, @DefaultValue("3000") int pages, @DefaultValue("5000000") int characters,
        @DefaultValue("120s") Duration time, @DefaultValue("20000") int entries, @DefaultValue("2GB") DataSize unpacked,
        @DefaultValue("200") int ratio, @DefaultValue("2") int nesting, @DefaultValue("200") int sheets) {
}
