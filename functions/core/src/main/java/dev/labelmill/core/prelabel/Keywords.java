package dev.labelmill.core.prelabel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds many keywords in one pass over a text: its words are looked up by hash, phrases by their first word. */
final class Keywords {

    private record Phrase(int rule, List<String> words) {}

    private record Literal(int rule, String folded) {}

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    private final List<Literal> literals = new ArrayList<>();
    private int longestFirstWord;

    /** @throws IllegalArgumentException if the keyword is blank */
    void add(int rule, String keyword) {
        String folded = Words.folded(keyword.strip());
        if (folded.isEmpty()) {
            throw new IllegalArgumentException("the keyword is blank");
        }
        if (!isWordsOnly(folded)) {
            literals.add(new Literal(rule, folded));
            return;
        }
        Phrase phrase = new Phrase(rule, List.of(folded.split("\\s+")));
        String first = phrase.words().get(0);
        byFirstWord.computeIfAbsent(first, word -> new ArrayList<>()).add(phrase);
        longestFirstWord = Math.max(longestFirstWord, first.length());
    }

    /** Marks the rules whose keyword occurs in the text. */
    void find(String text, BitSet matched) {
        if (byFirstWord.isEmpty() && literals.isEmpty()) {
            return;
        }
        String folded = Words.folded(text);
        for (int start = Words.start(folded, 0); start < folded.length(); ) {
            int end = Words.end(folded, start);
            if (end - start <= longestFirstWord) {
                findAt(folded, start, end, matched);
            }
            start = Words.start(folded, end);
        }
        for (Literal literal : literals) {
            if (occurs(literal.folded(), folded)) {
                matched.set(literal.rule());
            }
        }
    }

    private void findAt(String text, int start, int end, BitSet matched) {
        for (Phrase phrase : byFirstWord.getOrDefault(text.substring(start, end), List.of())) {
            if (!matched.get(phrase.rule()) && continues(text, end, phrase.words())) {
                matched.set(phrase.rule());
            }
        }
    }

    /** Whether the words after {@code firstEnd} are the phrase's second word and so on. */
    private static boolean continues(String text, int firstEnd, List<String> words) {
        int end = firstEnd;
        for (String word : words.subList(1, words.size())) {
            int start = Words.start(text, end);
            end = Words.end(text, start);
            if (end - start != word.length() || !text.startsWith(word, start)) {
                return false;
            }
        }
        return true;
    }

    private static boolean occurs(String literal, String text) {
        for (int at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
            if (!joins(text, at) && !joins(text, at + literal.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether one word reaches across the index. */
    private static boolean joins(String text, int index) {
        return index > 0
                && index < text.length()
                && Words.isWordPart(text.codePointBefore(index))
                && Words.isWordPart(text.codePointAt(index));
    }

    private static boolean isWordsOnly(String folded) {
        return folded.codePoints().allMatch(c -> Words.isWordPart(c) || Character.isWhitespace(c));
    }
}
