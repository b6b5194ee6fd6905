package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.dashboard.math.Tokens.Kind;
import dev.labelmill.local.dashboard.math.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** Reads metric math by recursive descent: or, and, comparison, sum, product, sign, power, operand. */
final class ExpressionParser {

    private static final List<Map<String, DoubleBinaryOperator>> LEVELS = List.of(
            Map.of("||", (a, b) -> truth(a != 0 || b != 0), "OR", (a, b) -> truth(a != 0 || b != 0)),
            Map.of("&&", (a, b) -> truth(a != 0 && b != 0), "AND", (a, b) -> truth(a != 0 && b != 0)),
            Map.of(
                    "==",
                    (a, b) -> truth(a == b),
                    "!=",
                    (a, b) -> truth(a != b),
                    "<",
                    (a, b) -> truth(a < b),
                    ">",
                    (a, b) -> truth(a > b),
                    "<=",
                    (a, b) -> truth(a <= b),
                    ">=",
                    (a, b) -> truth(a >= b)),
            Map.of("+", (a, b) -> a + b, "-", (a, b) -> a - b),
            Map.of("*", (a, b) -> a * b, "/", (a, b) -> a / b));

    private final Tokens tokens;

    ExpressionParser(String text) throws MathProblem {
        tokens = new Tokens(text);
    }

    Expression parse() throws MathProblem {
        Expression expression = level(0);
        if (tokens.peek().kind() != Kind.END) {
            throw new MathProblem(
                    "An expression goes on with \"" + tokens.peek().text() + "\" where it must end.");
        }
        return expression;
    }

    private Expression level(int level) throws MathProblem {
        if (level == LEVELS.size()) {
            return signed();
        }
        Expression left = level(level + 1);
        for (DoubleBinaryOperator operator = operator(level); operator != null; operator = operator(level)) {
            Expression first = left;
            Expression second = level(level + 1);
            DoubleBinaryOperator applied = operator;
            left = scope -> Pointwise.apply(applied, first.evaluate(scope), second.evaluate(scope));
        }
        return left;
    }

    private DoubleBinaryOperator operator(int level) {
        Token token = tokens.peek();
        if (token.kind() != Kind.SIGN && token.kind() != Kind.WORD) {
            return null;
        }
        DoubleBinaryOperator operator = LEVELS.get(level).get(token.text());
        if (operator != null) {
            tokens.take();
        }
        return operator;
    }

    private Expression signed() throws MathProblem {
        if (tokens.takes("-")) {
            Expression operand = signed();
            return scope -> Pointwise.map(value -> -value, operand.evaluate(scope));
        }
        return power();
    }

    private Expression power() throws MathProblem {
        Expression base = operand();
        if (!tokens.takes("^")) {
            return base;
        }
        Expression exponent = signed();
        return scope -> Pointwise.apply(Math::pow, base.evaluate(scope), exponent.evaluate(scope));
    }

    private Expression operand() throws MathProblem {
        Token token = tokens.take();
        switch (token.kind()) {
            case NUMBER -> {
                Value number = new Value.Scalar(Double.parseDouble(token.text()));
                return scope -> number;
            }
            case WORD -> {
                return tokens.takes("(") ? call(token.text()) : row(token.text());
            }
            case SIGN -> {
                if (token.text().equals("(")) {
                    Expression inner = level(0);
                    tokens.expect(")");
                    return inner;
                }
                if (token.text().equals("[")) {
                    return array();
                }
            }
            default -> {}
        }
        throw new MathProblem(
                token.kind() == Kind.END
                        ? "An expression ends too early."
                        : "An expression cannot have \"" + token.text() + "\" there.");
    }

    private static Expression row(String id) {
        return scope -> scope.row(id);
    }

    private Expression array() throws MathProblem {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(level(0));
        } while (tokens.takes(","));
        tokens.expect("]");
        return scope -> {
            List<Value.Series> series = new ArrayList<>();
            for (Expression part : parts) {
                series.addAll(Pointwise.series(part.evaluate(scope)));
            }
            return new Value.Array(series);
        };
    }

    private Expression call(String name) throws MathProblem {
        List<Argument> arguments = new ArrayList<>();
        if (!tokens.takes(")")) {
            do {
                arguments.add(argument());
            } while (tokens.takes(","));
            tokens.expect(")");
        }
        return Functions.call(name.toUpperCase(Locale.ROOT), arguments);
    }

    private Argument argument() throws MathProblem {
        Token token = tokens.peek();
        if (token.kind() == Kind.TEXT) {
            tokens.take();
            return new Argument(token.text(), null);
        }
        if (token.kind() == Kind.WORD && Argument.KEYWORDS.contains(token.text()) && !tokens.isCall()) {
            return new Argument(tokens.take().text(), null);
        }
        return new Argument("", level(0));
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }
}
