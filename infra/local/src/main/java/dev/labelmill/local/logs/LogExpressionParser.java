package dev.labelmill.local.logs;

import dev.labelmill.local.logs.LogTokens.Kind;
import dev.labelmill.local.logs.LogTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads expressions by recursive descent: or, and, not, comparison, sum, product, operand. */
final class LogExpressionParser {

    private static final Map<String, IntPredicate> ORDERS = Map.of(
            "<=", order -> order <= 0, ">=", order -> order >= 0, "<", order -> order < 0, ">", order -> order > 0);

    private static final List<Map<String, DoubleBinaryOperator>> ARITHMETIC = List.of(
            Map.of("+", (a, b) -> a + b, "-", (a, b) -> a - b),
            Map.of("*", (a, b) -> a * b, "/", (a, b) -> a / b, "%", (a, b) -> a % b));

    private final LogTokens tokens;

    LogExpressionParser(LogTokens tokens) {
        this.tokens = tokens;
    }

    LogExpression expression() throws LogProblem {
        LogExpression left = conjunction();
        while (tokens.takes("or")) {
            LogExpression first = left;
            LogExpression second = conjunction();
            left = (row, group) -> LogValues.truth(first.of(row, group)) || LogValues.truth(second.of(row, group));
        }
        return left;
    }

    private LogExpression conjunction() throws LogProblem {
        LogExpression left = negation();
        while (tokens.takes("and")) {
            LogExpression first = left;
            LogExpression second = negation();
            left = (row, group) -> LogValues.truth(first.of(row, group)) && LogValues.truth(second.of(row, group));
        }
        return left;
    }

    private LogExpression negation() throws LogProblem {
        return tokens.takes("not") ? not(negation()) : comparison();
    }

    private static LogExpression not(LogExpression inner) {
        return (row, group) -> !LogValues.truth(inner.of(row, group));
    }

    private LogExpression comparison() throws LogProblem {
        LogExpression left = arithmetic(0);
        if (tokens.takes("=")) {
            LogExpression right = arithmetic(0);
            return (row, group) -> LogValues.isSame(left.of(row, group), right.of(row, group));
        }
        if (tokens.takes("!=")) {
            LogExpression right = arithmetic(0);
            return (row, group) -> !LogValues.isSame(left.of(row, group), right.of(row, group));
        }
        for (Map.Entry<String, IntPredicate> order : ORDERS.entrySet()) {
            if (tokens.takes(order.getKey())) {
                return ordered(left, arithmetic(0), order.getValue());
            }
        }
        if (tokens.takes("not")) {
            return not(tokens.takes("in") ? in(left) : like(left, "like"));
        }
        if (tokens.takes("in")) {
            return in(left);
        }
        if (tokens.takes("=~")) {
            return matching(left);
        }
        return tokens.takes("like") ? matching(left) : left;
    }

    private LogExpression like(LogExpression left, String keyword) throws LogProblem {
        tokens.expect(keyword);
        return matching(left);
    }

    private static LogExpression ordered(LogExpression left, LogExpression right, IntPredicate holds) {
        return (row, group) -> {
            Object first = left.of(row, group);
            Object second = right.of(row, group);
            return first != null && second != null && holds.test(LogValues.ORDER.compare(first, second));
        };
    }

    /** A regular expression that is found anywhere, or a text that is contained. */
    private LogExpression matching(LogExpression left) throws LogProblem {
        Token token = tokens.take();
        if (token.kind() == Kind.TEXT) {
            return (row, group) -> LogValues.text(left.of(row, group)).contains(token.text());
        }
        if (token.kind() != Kind.REGEX) {
            throw new LogProblem("In the log query, like takes a text in quotes or a /regular expression/.");
        }
        Pattern pattern = pattern(token.text());
        return (row, group) ->
                pattern.matcher(LogValues.text(left.of(row, group))).find();
    }

    static Pattern pattern(String regex) throws LogProblem {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException wrong) {
            throw new LogProblem("The log query has the regular expression " + regex + ", which cannot be read.");
        }
    }

    private LogExpression in(LogExpression left) throws LogProblem {
        tokens.expect("[");
        List<LogExpression> members = new ArrayList<>();
        do {
            members.add(arithmetic(0));
        } while (tokens.takes(","));
        tokens.expect("]");
        return (row, group) ->
                members.stream().anyMatch(member -> LogValues.isSame(left.of(row, group), member.of(row, group)));
    }

    private LogExpression arithmetic(int level) throws LogProblem {
        if (level == ARITHMETIC.size()) {
            return operand();
        }
        LogExpression left = arithmetic(level + 1);
        for (DoubleBinaryOperator operator = operator(level); operator != null; operator = operator(level)) {
            left = computed(operator, left, arithmetic(level + 1));
        }
        return left;
    }

    private DoubleBinaryOperator operator(int level) {
        for (Map.Entry<String, DoubleBinaryOperator> operator :
                ARITHMETIC.get(level).entrySet()) {
            if (tokens.takes(operator.getKey())) {
                return operator.getValue();
            }
        }
        return null;
    }

    private static LogExpression computed(DoubleBinaryOperator operator, LogExpression left, LogExpression right) {
        return (row, group) -> {
            OptionalDouble first = LogValues.number(left.of(row, group));
            OptionalDouble second = LogValues.number(right.of(row, group));
            if (first.isEmpty() || second.isEmpty()) {
                return null;
            }
            double result = operator.applyAsDouble(first.getAsDouble(), second.getAsDouble());
            return Double.isFinite(result) ? (Object) result : null;
        };
    }

    private LogExpression operand() throws LogProblem {
        if (tokens.takes("(")) {
            LogExpression inner = expression();
            tokens.expect(")");
            return inner;
        }
        if (tokens.takes("-")) {
            return computed((zero, number) -> -number, (row, group) -> 0.0, operand());
        }
        Token token = tokens.peek();
        switch (token.kind()) {
            case NUMBER -> {
                Object number = Double.parseDouble(tokens.take().text());
                return (row, group) -> number;
            }
            case TEXT -> {
                String text = tokens.take().text();
                return (row, group) -> text;
            }
            case NAME -> {
                String name = tokens.take().text();
                return tokens.takes("(") ? call(name) : (row, group) -> row.get(name);
            }
            default -> throw tokens.unexpected("a field or a value");
        }
    }

    private LogExpression call(String name) throws LogProblem {
        if (name.equalsIgnoreCase("bin") && tokens.peek().kind() == Kind.LENGTH) {
            String length = tokens.take().text();
            tokens.expect(")");
            return LogFunctions.bin(length);
        }
        List<LogExpression> arguments = new ArrayList<>();
        if (tokens.takes("*")) {
            tokens.expect(")");
        } else if (!tokens.takes(")")) {
            do {
                arguments.add(expression());
            } while (tokens.takes(","));
            tokens.expect(")");
        }
        return LogFunctions.of(name, arguments);
    }
}
