package dev.labelmill.emulators.memory;

import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One conditional write of one item, by itself or in a transaction.
 *
 * @param change what the item is afterwards, given what it was; empty if it is to go, the same if it stays
 */
record Write(
        Items.Key key,
        Optional<Condition> condition,
        Map<String, AttributeValue> values,
        UnaryOperator<Map<String, AttributeValue>> change) {

    /** What a write found, and what it left; both empty maps where there is nothing. */
    record Done(boolean held, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        long bytes() {
            return Math.max(ItemSize.of(before), ItemSize.of(after));
        }
    }

    static Write put(
            Map<String, AttributeValue> item,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        Map<String, AttributeValue> stored = Items.stored(item);
        return of(Items.Key.of(item), condition, Optional.empty(), names, values, before -> stored);
    }

    static Write delete(
            Map<String, AttributeValue> key,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return of(Items.Key.of(key), condition, Optional.empty(), names, values, before -> Map.of());
    }

    static Write check(
            Map<String, AttributeValue> key,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return of(Items.Key.of(key), condition, Optional.empty(), names, values, before -> before);
    }

    static Write update(
            Map<String, AttributeValue> key,
            String update,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        Expressions.Parsed<Update> parsed = Expressions.update(update, names);
        return of(
                Items.Key.of(key),
                condition,
                Optional.of(parsed.used()),
                names,
                values,
                before -> Items.stored(parsed.expression().of(before.isEmpty() ? key : before, values)));
    }

    static Write of(TransactWriteItem item) {
        if (item.put() != null) {
            return put(
                    item.put().item(),
                    item.put().conditionExpression(),
                    item.put().expressionAttributeNames(),
                    item.put().expressionAttributeValues());
        }
        if (item.update() != null) {
            return update(
                    item.update().key(),
                    item.update().updateExpression(),
                    item.update().conditionExpression(),
                    item.update().expressionAttributeNames(),
                    item.update().expressionAttributeValues());
        }
        if (item.delete() != null) {
            return delete(
                    item.delete().key(),
                    item.delete().conditionExpression(),
                    item.delete().expressionAttributeNames(),
                    item.delete().expressionAttributeValues());
        }
        return check(
                item.conditionCheck().key(),
                item.conditionCheck().conditionExpression(),
                item.conditionCheck().expressionAttributeNames(),
                item.conditionCheck().expressionAttributeValues());
    }

    private static Write of(
            Items.Key key,
            String expression,
            Optional<Set<String>> usedElsewhere,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            UnaryOperator<Map<String, AttributeValue>> change) {
        Optional<Expressions.Parsed<Condition>> condition =
                Optional.ofNullable(expression).map(text -> Expressions.condition(text, names));
        Set<String> used = new HashSet<>(usedElsewhere.orElse(Set.of()));
        condition.ifPresent(parsed -> used.addAll(parsed.used()));
        Expressions.requireUsed(used, names, values);
        return new Write(key, condition.map(Expressions.Parsed::expression), values, change);
    }

    /** Does it if its condition holds; whoever calls is alone with the partition. */
    Done apply(NavigableMap<String, Map<String, AttributeValue>> partition) {
        Done done = tryOn(partition);
        if (done.held()) {
            if (done.after().isEmpty()) {
                partition.remove(key.sk());
            } else {
                partition.put(key.sk(), done.after());
            }
        }
        return done;
    }

    /** What it would do. */
    Done tryOn(NavigableMap<String, Map<String, AttributeValue>> partition) {
        Map<String, AttributeValue> before = partition.getOrDefault(key.sk(), Map.of());
        boolean holds = condition.isEmpty() || condition.get().holds(before, values);
        return new Done(holds, before, holds ? change.apply(before) : before);
    }
}
