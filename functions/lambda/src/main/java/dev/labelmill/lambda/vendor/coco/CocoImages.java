package dev.labelmill.lambda.vendor.coco;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.JsonElements.Element;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The images of a file, and what its annotations call them. */
final class CocoImages {

    /** Most images of a file, and most others that its annotations may name. */
    static final int MOST = 200_000;

    /** Longest name: an object's key has 1,024 bytes, and its bucket stands before it. */
    private static final int MAX_NAME_CHARS = 1_200;

    private final List<Image> all = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<Integer> listed = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<Integer, String> faults = new HashMap<>();

    /**
     * An entry of the list of images.
     *
     * @param number of its id, as {@link #number} gives it; negative if the entry cannot be used
     * @param text   its file's name, or what is wrong with the entry
     */
    record Image(int index, long line, int number, String text) {

        String place() {
            return entry() + " at line " + line;
        }

        /** @throws UnusableContent if the entry cannot be used */
        Field name() throws UnusableContent {
            if (number < 0) {
                throw new UnusableContent(422, text);
            }
            return new Field("file_name", TextNode.valueOf(text));
        }

        private String entry() {
            return "images[" + index + "]";
        }
    }

    List<Image> all() {
        return all;
    }

    /** A number for an id, which stands for it in memory; the same whether it is written as a number or as a text. */
    int number(Field id) throws UnusableContent {
        String text = CocoContent.id(id);
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        if (numbers.size() == 2 * MOST) {
            throw new CocoContent.TooMuch("more than " + MOST + " images");
        }
        numbers.put(text, numbers.size());
        return numbers.size() - 1;
    }

    void add(Element element) {
        if (all.size() == MOST) {
            throw new CocoContent.TooMuch("more than " + MOST + " images");
        }
        all.add(image(element));
    }

    private Image image(Element element) {
        try {
            Field image = element.read(Set.of("id", "file_name"));
            int number = number(image.member("id"));
            if (!listed.add(number)) {
                spoil(number, "its id is that of several images");
                throw new UnusableContent(422, "its id is that of several images");
            }
            Field fileName = image.member("file_name");
            String name = fileName.text();
            if (name.length() > MAX_NAME_CHARS) {
                throw fileName.fault("is longer than " + MAX_NAME_CHARS + " characters");
            }
            if (!names.add(name)) {
                throw new UnusableContent(422, "an image further up has the same file_name");
            }
            return new Image(element.index(), element.line(), number, name);
        } catch (UnusableContent bad) {
            return new Image(element.index(), element.line(), -1, bad.getMessage());
        }
    }

    /** Lets an image be no label, since one of its boxes cannot be read; the first reason stands. */
    void spoil(int number, String reason) {
        faults.putIfAbsent(number, reason);
    }

    void requireSound(Image image) throws UnusableContent {
        String fault = faults.get(image.number());
        if (fault != null) {
            throw new UnusableContent(422, fault);
        }
    }

    /** Whether the list has an image of this number. */
    boolean lists(int number) {
        return listed.contains(number);
    }
}
