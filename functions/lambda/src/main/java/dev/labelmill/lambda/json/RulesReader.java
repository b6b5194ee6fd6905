package dev.labelmill.lambda.json;

import dev.labelmill.core.batch.PrelabelSettings.Combination;
import dev.labelmill.core.batch.PrelabelSettings.RuleSetting;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.prelabel.Rule;
import dev.labelmill.core.prelabel.RulesLabeler;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of rules, and makes a labeler of rules, from wherever they were read. */
public final class RulesReader {

    private RulesReader() {}

    /**
     * The rules of a file.
     *
     * @param name of the file, for messages
     * @param json its content
     * @throws IllegalArgumentException saying in one sentence what is wrong with it, with its name
     */
    public static List<RuleSetting> read(String name, byte[] json, Combination combination) {
        try {
            List<Fields> list = new ArrayList<>();
            Json.parse(json).forEach(rule -> list.add(Fields.of(rule)));
            return BatchSettingsReader.rules(list, combination);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * A labeler by rules.
     *
     * @param rules as they are written, in their order
     * @throws IllegalArgumentException naming the number, from 1, of the rule that is wrong, and what is wrong with it
     */
    public static RulesLabeler labeler(List<RuleSetting> rules, SingleChoice classes) {
        List<Rule> made = new ArrayList<>();
        for (RuleSetting rule : rules) {
            int number = made.size() + 1;
            int index = classes.indexOf(rule.className())
                    .orElseThrow(() -> new IllegalArgumentException("rule " + number + " names the class \""
                            + rule.className() + "\", which is not in labelType.classes"));
            made.add(
                    rule.keyword() != null
                            ? new Rule.Keyword(index, rule.keyword(), rule.weight())
                            : new Rule.Regex(index, rule.pattern(), rule.weight()));
        }
        return new RulesLabeler(classes.size(), made);
    }
}
