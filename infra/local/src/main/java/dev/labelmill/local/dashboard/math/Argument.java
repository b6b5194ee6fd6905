package dev.labelmill.local.dashboard.math;

import java.util.Set;

/**
 * An argument of a function: either a word or text, or an expression.
 *
 * @param text       the word or text; empty for an expression
 * @param expression null for a word or text
 */
record Argument(String text, Expression expression) {

    /** Words that stand for themselves. */
    static final Set<String> KEYWORDS = Set.of("REPEAT", "LINEAR", "ASC", "DESC", "SUM", "MAX", "MIN", "AVG");

    boolean isText() {
        return expression == null;
    }

    Value value(Scope scope) throws MathProblem {
        if (isText()) {
            throw new MathProblem("An expression has the text \"" + text + "\" where a number or a series must be.");
        }
        return expression.evaluate(scope);
    }

    double number(Scope scope) throws MathProblem {
        if (!isText() && expression.evaluate(scope) instanceof Value.Scalar scalar) {
            return scalar.number();
        }
        throw new MathProblem("An expression has something else where one number must be.");
    }
}
