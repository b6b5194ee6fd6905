package dev.labelmill.lambda.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SkillsFileTest {

    @Test
    void a_snapshot_is_read_as_it_was_written_and_written_alike_each_time() {
        Skills skills = new Skills(
                "v",
                Confusion.symmetric(2, 0.7),
                Map.of("crowd/a", Confusion.symmetric(2, 0.9)),
                Map.of(
                        "crowd", new VendorSkill(Confusion.symmetric(2, 0.8), 40, OptionalDouble.of(2.5)),
                        "other", new VendorSkill(Confusion.symmetric(2, 0.6), 1, OptionalDouble.empty())),
                Set.of("crowd/b", "crowd/a"),
                Map.of("other", Duration.ofMillis(90_061), "crowd", Duration.ofDays(2)));

        assertThat(SkillsFile.read(SkillsFile.write(skills))).isEqualTo(skills);
        assertThat(SkillsFile.write(SkillsFile.read(SkillsFile.write(skills)))).isEqualTo(SkillsFile.write(skills));
    }

    @Test
    void a_snapshot_from_before_vendors_were_known_knows_none_nor_how_long_they_take_and_pauses_nobody() {
        String old = "{\"version\":\"v\",\"pooled\":[[0.8,0.2],[0.2,0.8]],\"annotators\":{}}";

        Skills skills = SkillsFile.read(old.getBytes(StandardCharsets.UTF_8));

        assertThat(skills.vendors()).isEmpty();
        assertThat(skills.paused()).isEmpty();
        assertThat(skills.turnarounds()).isEmpty();
    }
}
