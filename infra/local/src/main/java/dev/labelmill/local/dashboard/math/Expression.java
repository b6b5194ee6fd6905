package dev.labelmill.local.dashboard.math;

/** A parsed expression of metric math. */
@FunctionalInterface
public interface Expression {

    /** Its value in {@code scope}. */
    Value evaluate(Scope scope) throws MathProblem;

    /** Reads an expression. */
    static Expression parse(String text) throws MathProblem {
        return new ExpressionParser(text).parse();
    }
}
