package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WriteUnitsTest {

    private static final JsonNode ABSENT = MissingNode.getInstance();
    private static final String WAITING = "'lane':{'S':'LANE#b#crowd0#1'},'rank':{'S':'5'}";

    @Test
    void a_new_small_item_is_one_unit() {
        assertThat(WriteUnits.units(ABSENT, item("'pk':{'S':'a'}"))).isEqualTo(1);
    }

    @Test
    void a_deletion_is_charged_by_what_is_deleted() {
        assertThat(WriteUnits.units(item("'pk':{'S':'" + "x".repeat(2000) + "'}"), ABSENT))
                .isEqualTo(2);
    }

    @Test
    void an_item_in_the_index_is_one_more() {
        assertThat(WriteUnits.units(ABSENT, item(WAITING))).isEqualTo(2);
    }

    @Test
    void leaving_the_index_is_one_more_and_moving_in_it_two() {
        assertThat(WriteUnits.units(item(WAITING), item("'pk':{'S':'a'}"))).isEqualTo(2);
        assertThat(WriteUnits.units(item(WAITING), item(WAITING.replace("'5'", "'6'"))))
                .isEqualTo(3);
    }

    @Test
    void staying_where_it_is_in_the_index_is_no_more() {
        assertThat(WriteUnits.units(item(WAITING), item(WAITING + ",'n':{'N':'7'}")))
                .isEqualTo(1);
    }

    @Test
    void sizes_are_as_dynamodb_counts_them() {
        assertThat(ItemSize.of(item("'ab':{'S':'é'}"))).isEqualTo(2 + 2);
        assertThat(ItemSize.of(item("'a':{'N':'12345'}"))).isEqualTo(1 + 4);
        assertThat(ItemSize.of(item("'a':{'BOOL':true},'b':{'NULL':true}"))).isEqualTo(4);
        assertThat(ItemSize.of(item("'a':{'L':[{'S':'xyz'},{'N':'1'}]}"))).isEqualTo(1 + 3 + 2 + 3 + 2);
        assertThat(ItemSize.of(item("'a':{'M':{'bc':{'S':'xyz'}}}"))).isEqualTo(1 + 3 + 1 + 2 + 3);
        assertThat(ItemSize.of(item("'a':{'SS':['x','yz']}"))).isEqualTo(1 + 3);
        assertThat(ItemSize.of(item("'a':{'B':'AAAA'}"))).isEqualTo(1 + 3);
    }

    private static JsonNode item(String attributes) {
        return Json.parse(("{" + attributes.replace('\'', '"') + "}").getBytes(StandardCharsets.UTF_8));
    }
}
