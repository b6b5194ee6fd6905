package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.telemetry.MetricId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a search: an optional schema, then terms with AND, OR, NOT and parentheses. */
final class SearchParser {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<quoted>\"[^\"]*\")|(?<sign>[{}(),=])|(?<word>[^\\s{}(),=\"]+))");

    /** Where a text's words begin: after what is no letter or digit, and at a capital in mid-word. */
    private static final Pattern BREAK = Pattern.compile(
            "[^\\p{Alnum}]+|(?<=[\\p{Lower}\\d])(?=\\p{Upper})|(?<=\\p{Upper})(?=\\p{Upper}\\p{Lower})");

    private final String query;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    SearchParser(String query) throws MathProblem {
        this.query = query.strip();
        Matcher matcher = TOKEN.matcher(this.query);
        for (int at = 0; at < this.query.length(); at = matcher.end()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw problem();
            }
            tokens.add(matcher.group().strip());
        }
    }

    Search parse() throws MathProblem {
        Optional<Search.Schema> schema = takes("{") ? Optional.of(schema()) : Optional.empty();
        Predicate<MetricId> terms = next < tokens.size() ? either("") : metric -> true;
        if (next < tokens.size() || (schema.isEmpty() && tokens.isEmpty())) {
            throw problem();
        }
        return new Search(schema, terms);
    }

    private Search.Schema schema() throws MathProblem {
        List<String> names = new ArrayList<>();
        do {
            names.add(unquoted(take()));
        } while (takes(","));
        expect("}");
        return Search.schema(names);
    }

    private Predicate<MetricId> either(String property) throws MathProblem {
        Predicate<MetricId> any = all(property);
        while (takes("OR")) {
            any = any.or(all(property));
        }
        return any;
    }

    private Predicate<MetricId> all(String property) throws MathProblem {
        Predicate<MetricId> all = term(property);
        while (next < tokens.size() && !peek(")") && !peek("OR")) {
            takes("AND");
            all = all.and(term(property));
        }
        return all;
    }

    private Predicate<MetricId> term(String property) throws MathProblem {
        if (takes("NOT")) {
            return term(property).negate();
        }
        if (takes("(")) {
            Predicate<MetricId> inner = either(property);
            expect(")");
            return inner;
        }
        String token = take();
        if (takes("=")) {
            return term(unquoted(token));
        }
        String text = unquoted(token);
        boolean exact = token.startsWith("\"");
        return metric -> Search.texts(metric, property).stream()
                .anyMatch(found -> exact ? found.equals(text) : hasWords(found, text));
    }

    private static boolean hasWords(String text, String asked) {
        List<String> words = words(asked);
        return !words.isEmpty() && Collections.indexOfSubList(words(text), words) >= 0;
    }

    private static List<String> words(String text) {
        return BREAK.splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String unquoted(String token) {
        return token.startsWith("\"") ? token.substring(1, token.length() - 1) : token;
    }

    private boolean peek(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    private boolean takes(String token) {
        boolean is = peek(token);
        if (is) {
            next++;
        }
        return is;
    }

    private String take() throws MathProblem {
        if (next >= tokens.size() || tokens.get(next).matches("[{}(),=]")) {
            throw problem();
        }
        return tokens.get(next++);
    }

    private void expect(String token) throws MathProblem {
        if (!takes(token)) {
            throw problem();
        }
    }

    private MathProblem problem() {
        return new MathProblem("The search \"" + query + "\" cannot be read.");
    }
}
