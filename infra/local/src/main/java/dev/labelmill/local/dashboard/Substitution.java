package dev.labelmill.local.dashboard;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CloudFormation's {@code Fn::Sub}: {@code ${Name}} is a value, <code>${!Name}</code> stands for the text {@code ${Name}}. */
final class Substitution {

    private static final Pattern PLACE = Pattern.compile("\\$\\{(!?)([^}]*)}");

    private Substitution() {}

    /** @throws IllegalArgumentException for a name without a value, as CloudFormation refuses the template */
    static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(filled(place, values)));
    }

    private static String filled(MatchResult place, Map<String, String> values) {
        String name = place.group(2);
        if (!place.group(1).isEmpty()) {
            return "${" + name + "}";
        }
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The dashboard asks for ${" + name + "}, which has no value");
        }
        return value;
    }
}
