package dev.labelmill.lambda.finish.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void a_figure_and_its_unit_stay_in_one_line_on_a_narrow_screen() {
        assertThat(new Html()
                        .text("at most 7.2 % of 12 items in 4 h 10 min, 5 seconds")
                        .page())
                .endsWith("at most 7.2\u00A0% of 12 items in 4\u00A0h 10\u00A0min, 5 seconds");
    }

    @Test
    void so_do_those_of_a_columns_title_which_a_narrow_screen_shows_in_each_row() {
        Html html = new Html();

        Table.open(html, "Of", List.of(Table.Column.number("95 % interval")))
                .row("alpha", List.of("0.8"))
                .close();

        assertThat(html.page()).contains("data-title=\"95\u00A0% interval\"").doesNotContain("95 %");
    }

    @Test
    void texts_and_attribute_values_are_escaped() {
        String page = new Html()
                .open("p", "title", "a \"quoted\" <value> & 'more'")
                .text("<script>alert(\"1\")</script> & co")
                .close()
                .page();

        assertThat(page)
                .contains("title=\"a &quot;quoted&quot; &lt;value&gt; &amp; &#39;more&#39;\"")
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; co");
    }

    @Property
    void no_text_can_open_a_tag_end_an_attribute_or_start_an_entity(@ForAll String text) {
        String escaped = Html.escape(text);

        assertThat(escaped).doesNotContain("<", ">", "\"", "'").doesNotContain("\u0000");
        assertThat(escaped.replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
    }

    @Test
    void control_characters_become_visible_but_lines_and_tabs_stay() {
        assertThat(Html.escape("a\u0001b\n\tc\u0085")).isEqualTo("a\uFFFDb\n\tc\uFFFD");
    }

    @Test
    void a_page_with_an_open_element_is_refused() {
        assertThatThrownBy(() -> new Html().open("p").page()).hasMessageContaining("<p>");
    }

    @Test
    void a_style_sheet_cannot_end_its_element() {
        assertThatThrownBy(() -> new Html().style("a{} </style><script>")).isInstanceOf(IllegalArgumentException.class);
    }
}
