package dev.labelmill.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads expressions (DynamoDB developer guide, "Condition and filter expressions", "Update expressions"), as far as the
 * functions write them: comparisons, AND, OR, NOT, attribute_exists, attribute_not_exists, begins_with; SET with
 * if_not_exists, + and -, ADD of numbers, REMOVE. Anything else is an error. As the service does, it refuses a request
 * with names or values that no expression uses.
 */
final class Expressions {
    private static final Pattern TOKEN = Pattern.compile("\\s*(<=|>=|<>|[=<>(),+-]|[:#]?[A-Za-z_][A-Za-z0-9_.#-]*)");
    private static final Set<String> CLAUSES = Set.of("SET", "ADD", "REMOVE");
    private static final Map<Key, Parsed<Condition>> CONDITIONS = new ConcurrentHashMap<>();
    private static final Map<Key, Parsed<Update>> UPDATES = new ConcurrentHashMap<>();

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, String> names;
    private final Set<String> used = new HashSet<>();
    private int at;

    private Expressions(String expression, Map<String, String> names) {
        this.names = names;
        Matcher token = TOKEN.matcher(expression.strip());
        int end = 0;
        while (end < expression.strip().length()) {
            if (!token.find(end) || token.start() != end) {
                throw Invalid.because("the expression cannot be read: " + expression);
            }
            tokens.add(token.group(1));
            end = token.end();
        }
    }

    private record Key(String expression, Map<String, String> names) {}

    /** @param used the names and values of the request that it uses */
    record Parsed<T>(T expression, Set<String> used) {}

    static Parsed<Condition> condition(String expression, Map<String, String> names) {
        return CONDITIONS.computeIfAbsent(new Key(expression, Map.copyOf(names)), key -> parse(key, Expressions::any));
    }

    static Parsed<Update> update(String expression, Map<String, String> names) {
        return UPDATES.computeIfAbsent(new Key(expression, Map.copyOf(names)), key -> parse(key, Expressions::clauses));
    }

    /** Refuses what the expressions of a request do not use. */
    static void requireUsed(Set<String> used, Map<String, String> names, Map<String, AttributeValue> values) {
        if (!used.containsAll(names.keySet()) || !used.containsAll(values.keySet())) {
            throw Invalid.because("a name or a value provided in the request is unused in its expressions");
        }
        for (String name : used) {
            if (name.startsWith(":") && !values.containsKey(name)) {
                throw Invalid.because("an expression attribute value used in expression is not defined: " + name);
            }
        }
    }

    private static <T> Parsed<T> parse(Key key, Function<Expressions, T> whole) {
        Expressions reader = new Expressions(key.expression(), key.names());
        T parsed = whole.apply(reader);
        if (reader.at != reader.tokens.size()) {
            throw Invalid.because("the expression goes on where it should end: " + key.expression());
        }
        return new Parsed<>(parsed, Set.copyOf(reader.used));
    }

    private Condition any() {
        List<Condition> alternatives = new ArrayList<>(List.of(all()));
        while (takeIf("OR")) {
            alternatives.add(all());
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Condition.Any(alternatives);
    }

    private Condition all() {
        List<Condition> conditions = new ArrayList<>(List.of(one()));
        while (takeIf("AND")) {
            conditions.add(one());
        }
        return conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
    }

    private Condition one() {
        if (takeIf("NOT")) {
            return new Condition.Not(one());
        }
        if (takeIf("(")) {
            Condition inner = any();
            take(")");
            return inner;
        }
        if (takeIf("attribute_exists")) {
            return new Condition.Exists(inParentheses(), true);
        }
        if (takeIf("attribute_not_exists")) {
            return new Condition.Exists(inParentheses(), false);
        }
        if (takeIf("begins_with")) {
            take("(");
            Path path = path();
            take(",");
            Operand prefix = term();
            take(")");
            return new Condition.BeginsWith(path, prefix);
        }
        return new Condition.Compare(term(), Comparison.of(next()), term());
    }

    private Update clauses() {
        List<Update.Action> actions = new ArrayList<>();
        while (at < tokens.size()) {
            String clause = next().toUpperCase(Locale.ROOT);
            if (!CLAUSES.contains(clause)) {
                throw Invalid.because("unknown clause of an update: " + clause);
            }
            do {
                actions.add(action(clause));
            } while (takeIf(","));
        }
        return new Update(actions);
    }

    private Update.Action action(String clause) {
        Path path = path();
        if (clause.equals("REMOVE")) {
            return new Update.Remove(path);
        }
        if (clause.equals("ADD")) {
            return new Update.Add(path, term());
        }
        take("=");
        Operand value = term();
        while (peek("+") || peek("-")) {
            boolean minus = next().equals("-");
            value = new Operand.Sum(value, term(), minus);
        }
        return new Update.Set(path, value);
    }

    private Operand term() {
        if (takeIf("if_not_exists")) {
            take("(");
            Path path = path();
            take(",");
            Operand other = term();
            take(")");
            return new Operand.IfNotExists(path, other);
        }
        if (at < tokens.size() && tokens.get(at).startsWith(":")) {
            String name = next();
            used.add(name);
            return new Operand.Given(name);
        }
        return new Operand.At(path());
    }

    private Path inParentheses() {
        take("(");
        Path path = path();
        take(")");
        return path;
    }

    private Path path() {
        List<String> steps = new ArrayList<>();
        for (String step : next().split("\\.")) {
            steps.add(step.startsWith("#") ? named(step) : step);
        }
        return new Path(List.copyOf(steps));
    }

    private String named(String placeholder) {
        used.add(placeholder);
        String name = names.get(placeholder);
        if (name == null) {
            throw Invalid.because(
                    "an expression attribute name used in the document path is not defined: " + placeholder);
        }
        return name;
    }

    private boolean peek(String token) {
        return at < tokens.size() && tokens.get(at).equalsIgnoreCase(token);
    }

    private boolean takeIf(String token) {
        boolean there = peek(token);
        at += there ? 1 : 0;
        return there;
    }

    private void take(String token) {
        if (!takeIf(token)) {
            throw Invalid.because("the expression lacks \"" + token + "\"");
        }
    }

    private String next() {
        if (at == tokens.size()) {
            throw Invalid.because("the expression ends too early");
        }
        return tokens.get(at++);
    }
}
