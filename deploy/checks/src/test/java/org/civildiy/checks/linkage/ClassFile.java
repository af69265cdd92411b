package org.civildiy.checks.linkage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Class file as a linker reads it: its members, and the members of other classes that its methods refer to. */
final class ClassFile extends ClassVisitor {
    /** A reference from a method to a field or method. */
    record Reference(String from, String owner, String member) {
        @Override
        public String toString() {
            return from + " -> " + owner.replace('/', '.') + "." + member;
        }
    }

    final Set<String> members = new HashSet<>();
    final List<Reference> references = new ArrayList<>();
    final List<String> parents = new ArrayList<>();
    /** The classes that its {@code @RegisterForReflection} registers. */
    final Set<String> registered = new HashSet<>();
    /** The class whose methods it replaces in a native executable. */
    @Nullable
    String substituted;

    String name = "";

    private ClassFile() {
        super(Opcodes.ASM9);
    }

    static ClassFile read(byte[] bytes) {
        var file = new ClassFile();
        new ClassReader(bytes).accept(file, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return file;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        this.name = name;
        if (parent != null) {
            parents.add(parent);
        }
        parents.addAll(List.of(interfaces));
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        if (descriptor.endsWith("/RegisterForReflection;")) {
            registered.add(name);
            return values();
        }
        return descriptor.equals("Lcom/oracle/svm/core/annotate/TargetClass;") ? target() : null;
    }

    private AnnotationVisitor values() {
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(String ignored, Object value) {
                registered.add(
                        value instanceof Type type
                                ? type.getInternalName()
                                : value.toString().replace('.', '/'));
            }

            @Override
            public AnnotationVisitor visitArray(String ignored) {
                return this;
            }
        };
    }

    private AnnotationVisitor target() {
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(String ignored, Object value) {
                substituted = value instanceof Type type
                        ? type.getInternalName()
                        : value.toString().replace('.', '/');
            }
        };
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, String signature, Object value) {
        members.add(field + " " + descriptor);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, String signature, String[] exceptions) {
        members.add(method + descriptor);
        var from = name.replace('/', '.') + "." + method;
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                references.add(new Reference(from, owner, field + " " + type));
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                references.add(new Reference(from, owner, called + type));
            }

            @Override
            public void visitInvokeDynamicInsn(String site, String type, Handle bootstrap, Object... arguments) {
                for (var argument : arguments) {
                    if (argument instanceof Handle handle) {
                        var space = handle.getTag() <= Opcodes.H_PUTSTATIC ? " " : "";
                        references.add(
                                new Reference(from, handle.getOwner(), handle.getName() + space + handle.getDesc()));
                    }
                }
            }
        };
    }
}
