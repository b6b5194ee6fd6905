package dev.labelmill.lambda.json;

/** The name of a file that batch.json asks for. */
final class BatchFile {

    private BatchFile() {}

    /** @throws IllegalArgumentException if the field names neither a file beside batch.json nor one that batches share */
    static String name(Fields fields, String field) {
        String file = fields.string(field);
        boolean shared = file.startsWith("models/");
        if (file.contains("..") || file.startsWith("/") || file.endsWith("/") || !shared && file.contains("/")) {
            throw new IllegalArgumentException(
                    fields.at(field) + " must be a file beside batch.json, or a key that starts with \"models/\"");
        }
        return file;
    }
}
