package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.prelabel.Rule.Keyword;
import dev.labelmill.core.prelabel.Rule.Regex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesLabelerTest {

    @Test
    void scores_are_sums_of_weights_and_the_distribution_their_softmax() throws UnusableContent {
        RulesLabeler labeler = new RulesLabeler(
                3, List.of(new Keyword(0, "match", 1.5), new Keyword(0, "goal", 1), new Regex(2, "(?i)free money", 3)));
        double[] p = labeler.distribution(new Content.Text("A match, a goal and FREE MONEY; what a match!"));
        double sum = Math.exp(2.5) + 1 + Math.exp(3);
        assertThat(p).containsExactly(new double[] {Math.exp(2.5) / sum, 1 / sum, Math.exp(3) / sum}, within(1e-12));
    }

    @Test
    void without_a_match_the_distribution_is_uniform() throws UnusableContent {
        RulesLabeler labeler = new RulesLabeler(4, List.of(new Keyword(0, "match", 1.5)));
        assertThat(labeler.distribution(new Content.Text("matches"))).containsExactly(0.25, 0.25, 0.25, 0.25);
        assertThat(new RulesLabeler(2, List.of()).distribution(new Content.Text("")))
                .containsExactly(0.5, 0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "match, 'the MATCH.', true",
        "match, rematch, false",
        "match, match1, false",
        "'free money', 'Free,  money!', true",
        "'free money', 'free the money', false",
        "'free money', 'free moneys', false",
        "'free money', 'free free money', true",
        "ÉTÉ, 'un e\u0301te\u0301 chaud', true",
        "ΟΔΟΣ, 'η οδος', true",
        "C++, 'I like c++ a lot', true",
        "C++, 'I like C a lot', false",
        "e-mail, 'an E-Mail came', true",
        "e-mail, 'the-mailman', false",
        "$100, 'US$100', true",
        "$100, '$1000', false",
        "𝐀, 'an 𝐀 here', true",
    })
    void keywords_are_whole_words_without_regard_to_case(String keyword, String text, boolean matches)
            throws UnusableContent {
        RulesLabeler labeler = new RulesLabeler(2, List.of(new Keyword(1, keyword, 5)));
        assertThat(labeler.distribution(new Content.Text(text))[1] > 0.9).isEqualTo(matches);
    }

    @Test
    void a_runaway_expression_makes_the_item_unusable_and_not_the_batch() throws UnusableContent {
        RulesLabeler labeler = new RulesLabeler(2, List.of(new Keyword(0, "x", 1), new Regex(1, "(.*a){12}b", 1)));
        assertThatThrownBy(() -> labeler.distribution(new Content.Text("a".repeat(40) + "c")))
                .isInstanceOf(UnusableContent.class)
                .hasMessage("The pattern of rule 2 backtracks too much on this text.");
        assertThat(labeler.distribution(new Content.Text("a".repeat(12) + "b"))[1])
                .isGreaterThan(0.7);
    }

    @Test
    void an_expression_that_would_overflow_the_stack_makes_the_item_unusable() {
        RulesLabeler labeler = new RulesLabeler(2, List.of(new Regex(1, "(a|b)*c", 1)));
        assertThatThrownBy(() -> labeler.distribution(new Content.Text("ab".repeat(500_000))))
                .isInstanceOf(UnusableContent.class);
    }

    @Test
    void a_sensible_expression_may_read_a_long_text() throws UnusableContent {
        RulesLabeler labeler = new RulesLabeler(2, List.of(new Regex(1, "(?i)\\bfree\\s+money\\b", 1)));
        assertThat(labeler.distribution(new Content.Text("word ".repeat(200_000) + "free money"))[1])
                .isGreaterThan(0.7);
    }

    @Test
    void a_bad_rule_is_named_by_its_number() {
        assertThatThrownBy(() -> new RulesLabeler(2, List.of(new Keyword(0, "x", 1), new Regex(1, "(", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule 2: the pattern is malformed: Unclosed group");
        assertThatThrownBy(() -> new RulesLabeler(2, List.of(new Keyword(2, "x", 1))))
                .hasMessage("rule 1: there is no class with the index 2");
        assertThatThrownBy(() -> new RulesLabeler(2, List.of(new Keyword(1, " ", 1))))
                .hasMessage("rule 1: the keyword is blank");
        assertThatThrownBy(() -> new RulesLabeler(2, List.of(new Keyword(1, "x", Double.NaN))))
                .hasMessage("rule 1: the weight is not a finite number");
    }

    @Test
    void an_image_is_unusable() {
        assertThatThrownBy(
                        () -> new RulesLabeler(2, List.of()).distribution(new Content.Bytes("image/png", new byte[0])))
                .isInstanceOf(UnusableContent.class);
    }

    @Test
    void the_version_changes_with_the_rules() {
        String one = new RulesLabeler(2, List.of(new Keyword(1, "x", 1))).version();
        assertThat(new RulesLabeler(2, List.of(new Keyword(1, "x", 1))).version())
                .isEqualTo(one);
        assertThat(new RulesLabeler(2, List.of(new Keyword(1, "x", 2))).version())
                .isNotEqualTo(one);
        assertThat(new RulesLabeler(2, List.of(new Regex(1, "x", 1))).version()).isNotEqualTo(one);
    }
}
