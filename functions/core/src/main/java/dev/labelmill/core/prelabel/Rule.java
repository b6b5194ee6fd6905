package dev.labelmill.core.prelabel;

/** One rule of a {@link RulesLabeler}: a text that matches adds the rule's weight to a class, once an item. */
public sealed interface Rule {

    /** Index of the class that the rule speaks for. */
    int classIndex();

    /** What a match adds to the class's score, in nats: {@code log(odds)} against a class with score 0. Finite. */
    double weight();

    /**
     * Matches whole words without regard to case. A keyword of several words matches them in a row, whatever stands
     * between them ({@code "free money"} finds <i>Free, money</i>); one with other characters ({@code "C++"}) matches
     * literally, where no word goes on before or after it.
     *
     * @param classIndex see {@link Rule#classIndex()}
     * @param keyword not blank
     * @param weight see {@link Rule#weight()}
     */
    record Keyword(int classIndex, String keyword, double weight) implements Rule {}

    /**
     * Matches where a regular expression of {@link java.util.regex.Pattern} finds something.
     *
     * @param classIndex see {@link Rule#classIndex()}
     * @param pattern the expression; flags are given in it, as in {@code (?i)free money}
     * @param weight see {@link Rule#weight()}
     */
    record Regex(int classIndex, String pattern, double weight) implements Rule {}
}
