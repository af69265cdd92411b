package org.civildiy.defaults.request;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * The constraint on a query parameter that is a whole number within bounds, both inclusive. {@code null} is valid. The parameter is
 * declared as a {@code String}, because JAX-RS would answer an invalid number with 404. This constraint leads to a 400 that names all
 * invalid parameters.
 */
@Documented
@Constraint(validatedBy = WholeNumber.Validator.class)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface WholeNumber {
    /** The smallest number allowed. */
    long min();

    /** The largest number allowed. */
    long max() default Integer.MAX_VALUE;

    String message() default "must be a whole number from {min} to {max}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validator. */
    class Validator implements ConstraintValidator<WholeNumber, String> {
        private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

        private long min;
        private long max;

        @Override
        public void initialize(WholeNumber bounds) {
            min = bounds.min();
            max = bounds.max();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            if (!DIGITS.matcher(text).matches()) {
                return false;
            }
            var number = Long.parseLong(text);
            return min <= number && number <= max;
        }
    }
}
