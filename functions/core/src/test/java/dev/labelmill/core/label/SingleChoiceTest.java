package dev.labelmill.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleChoiceTest {

    @Test
    void a_class_is_its_index_inside_and_its_name_outside() {
        SingleChoice choice = new SingleChoice(List.of("cat", "dog", "Cat"));

        assertThat(choice.indexOf("dog")).hasValue(1);
        assertThat(choice.indexOf("Cat")).hasValue(2);
        assertThat(choice.indexOf("cow")).isEmpty();
        assertThat(choice.name(0)).isEqualTo("cat");
        assertThat(choice.size()).isEqualTo(3);
        assertThat(choice).isEqualTo(new SingleChoice(List.of("cat", "dog", "Cat")));
    }

    @Test
    void fewer_than_two_or_more_than_sixty_four_classes_are_refused() {
        List<String> many = IntStream.range(0, 65).mapToObj(Integer::toString).toList();

        assertThatThrownBy(() -> new SingleChoice(List.of("only")))
                .hasMessage("labelType.classes must name 2 to 64 classes, not 1");
        assertThatThrownBy(() -> new SingleChoice(many)).hasMessageEndingWith("not 65");
        assertThat(new SingleChoice(many.subList(0, 64)).size()).isEqualTo(64);
    }

    @Test
    void blank_and_repeated_names_are_refused_by_name() {
        assertThatThrownBy(() -> new SingleChoice(List.of("a", " "))).hasMessage("labelType.classes[1] is blank");
        assertThatThrownBy(() -> new SingleChoice(List.of("a", "b", "a")))
                .hasMessage("labelType.classes names \"a\" twice");
    }
}
