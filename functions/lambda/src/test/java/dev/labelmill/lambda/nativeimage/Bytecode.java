package dev.labelmill.lambda.nativeimage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/** The compiled classes that a native executable is made of, ours or a library's. */
final class Bytecode {

    private Bytecode() {}

    /** A call, with the static types of what it is given, the receiver first unless the method is static. */
    record Call(ClassNode caller, MethodInsnNode target, List<Type> given) {

        /** Class and method that call, as a person names them. */
        String where() {
            return caller.name.replace('/', '.');
        }
    }

    /** Every class of the place that {@code member} was loaded from: a folder of classes or a jar. */
    static List<ClassNode> besides(Class<?> member) {
        try {
            Path place = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return classes(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return classes(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the classes beside " + member + " cannot be read", e);
        }
    }

    private static List<ClassNode> classes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class")
                            && !file.endsWith("module-info.class")
                            && !file.endsWith("package-info.class")
                            && !file.toString().contains("META-INF"))
                    .map(Bytecode::read)
                    .toList();
        }
    }

    private static ClassNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every call in a class. */
    static List<Call> calls(ClassNode node) {
        List<Call> calls = new ArrayList<>();
        for (MethodNode method : node.methods) {
            calls(node, method, calls::add);
        }
        return calls;
    }

    private static void calls(ClassNode node, MethodNode method, Consumer<Call> found) {
        Frame<BasicValue>[] frames = frames(node, method);
        for (int i = 0; i < frames.length; i++) {
            AbstractInsnNode instruction = method.instructions.get(i);
            if (frames[i] != null && instruction instanceof MethodInsnNode target) {
                int given = Type.getArgumentTypes(target.desc).length
                        + (target.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
                List<Type> types = new ArrayList<>();
                for (int n = frames[i].getStackSize() - given; n < frames[i].getStackSize(); n++) {
                    types.add(frames[i].getStack(n).getType());
                }
                found.accept(new Call(node, target, types));
            }
        }
    }

    private static Frame<BasicValue>[] frames(ClassNode node, MethodNode method) {
        try {
            return new Analyzer<>(new SimpleVerifier()).analyzeAndComputeMaxs(node.name, method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException(node.name + "." + method.name + " cannot be followed", e);
        }
    }
}
