package dev.labelmill.lambda.store;

import dev.labelmill.core.cost.Spend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One row being read or built: typed access to DynamoDB attributes, with the attribute's name in every error. */
public final class Row {

    private static final String SPENT = "spent";

    private final Map<String, AttributeValue> values;

    private Row(Map<String, AttributeValue> values) {
        this.values = values;
    }

    /** A new row under a key. */
    static Row at(String pk, String sk) {
        return new Row(new HashMap<>(Keys.of(pk, sk)));
    }

    /** An empty nested map. */
    static Row nested() {
        return new Row(new HashMap<>());
    }

    /** A row as it was read, or as a stream shows it. */
    public static Row of(Map<String, AttributeValue> values) {
        return new Row(values);
    }

    /** The attributes as the SDK wants them. */
    Map<String, AttributeValue> values() {
        return values;
    }

    AttributeValue asMap() {
        return AttributeValue.fromM(values);
    }

    Row set(String name, String value) {
        values.put(name, AttributeValue.fromS(value));
        return this;
    }

    Row set(String name, long value) {
        values.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    Row set(String name, double value) {
        values.put(name, AttributeValue.fromN(Double.toString(value)));
        return this;
    }

    Row set(String name, AttributeValue value) {
        values.put(name, value);
        return this;
    }

    Row set(String name, OptionalInt value) {
        value.ifPresent(v -> set(name, (long) v));
        return this;
    }

    Row setUnlessZero(String name, long value) {
        return value == 0 ? this : set(name, value);
    }

    Row set(Spend spent) {
        if (!spent.accounts().isEmpty()) {
            Row accounts = nested();
            spent.accounts().forEach((account, nanos) -> accounts.set(account, (long) nanos));
            set(SPENT, accounts.asMap());
        }
        return this;
    }

    Row setStrings(String name, List<String> list) {
        values.put(
                name,
                AttributeValue.fromL(list.stream().map(AttributeValue::fromS).toList()));
        return this;
    }

    /** Whether the attribute is there. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A string attribute. */
    public String string(String name) {
        return required(name).s();
    }

    /** A whole number; 0 where it is absent. */
    public long number(String name) {
        return has(name) ? Long.parseLong(values.get(name).n()) : 0;
    }

    /** Platform money that rides on the row. */
    public Spend spent() {
        if (!has(SPENT)) {
            return Spend.NONE;
        }
        Map<String, Long> accounts = new HashMap<>();
        values.get(SPENT).m().forEach((account, nanos) -> accounts.put(account, Long.parseLong(nanos.n())));
        return new Spend(accounts);
    }

    double decimal(String name) {
        return Double.parseDouble(required(name).n());
    }

    OptionalInt optionalInt(String name) {
        return has(name) ? OptionalInt.of((int) number(name)) : OptionalInt.empty();
    }

    List<String> strings(String name) {
        return has(name) ? values.get(name).l().stream().map(AttributeValue::s).toList() : List.of();
    }

    Row map(String name) {
        return Row.of(required(name).m());
    }

    List<AttributeValue> list(String name) {
        return has(name) ? values.get(name).l() : List.of();
    }

    /**
     * What a codec reads in the row. Codecs look at nothing else, so what one fails on it always fails on.
     *
     * @throws UnreadableRow whatever it is that the codec fails on
     */
    <T> T as(Function<Row, T> codec) {
        try {
            return codec.apply(this);
        } catch (RuntimeException e) {
            throw new UnreadableRow(key(Keys.PK), key(Keys.SK), e);
        }
    }

    private String key(String name) {
        return has(name) ? values.get(name).s() : "?";
    }

    /** The partition key. */
    public String pk() {
        return string(Keys.PK);
    }

    /** The sort key. */
    public String sk() {
        return string(Keys.SK);
    }

    private AttributeValue required(String name) {
        AttributeValue value = values.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "row " + key(Keys.PK) + " " + key(Keys.SK) + " has no attribute \"" + name + "\"");
        }
        return value;
    }
}
