//! Fits the weights: softmax regression over the candidates of each question,
//! AdaGrad steps (Duchi, Hazan and Singer 2011), weights drawn towards 0.

use pullquote::engine::ranker::{STEP, Task, WEIGHTS};

use crate::teacher::Lesson;

const ROUNDS: usize = 25;
const RATE: f64 = 0.02;
/// How strongly weights are drawn towards 0 at each step.
const DECAY: f64 = 3e-5;
/// Features that are seen less often get no weight.
const RARE: u32 = 2;

pub fn fit(lessons: &[Lesson]) -> Vec<u8> {
    let mut weights = vec![0.0_f64; WEIGHTS];
    let mut squares = vec![1e-3_f64; WEIGHTS];
    let seen = seen(lessons);
    for round in 0..ROUNDS {
        let mut loss = 0.0;
        for index in order(lessons.len(), round as u64) {
            loss += step(&lessons[index], &mut weights, &mut squares, &seen);
        }
        if round + 1 == ROUNDS {
            println!("loss a lesson: {:.4}", loss / lessons.len() as f64);
        }
    }
    for task in [Task::Person, Task::Quotation, Task::Speaker, Task::Reference, Task::Namesake] {
        let own: Vec<&Lesson> = lessons.iter().filter(|l| l.task == task).collect();
        let right = own.iter().filter(|l| best(l, &weights) == l.right).count();
        println!("{task:?}: {right} of {} right", own.len());
    }
    weights.iter().map(|w| (w / f64::from(STEP)).round().clamp(-127.0, 127.0) as i8 as u8).collect()
}

fn seen(lessons: &[Lesson]) -> Vec<u32> {
    let mut seen = vec![0; WEIGHTS];
    for lesson in lessons {
        let mut all: Vec<u32> = lesson.candidates.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all.iter().for_each(|&f| seen[f as usize] += 1);
    }
    seen
}

/// A fixed shuffle.
fn order(count: usize, round: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = round.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1;
    for i in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (state >> 33) as usize % (i + 1));
    }
    order
}

fn score(features: &[u32], weights: &[f64]) -> f64 {
    features.iter().map(|&f| weights[f as usize]).sum()
}

fn best(lesson: &Lesson, weights: &[f64]) -> usize {
    let scores: Vec<f64> = lesson.candidates.iter().map(|c| score(c, weights)).collect();
    (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}

/// One step; the loss before it.
fn step(lesson: &Lesson, weights: &mut [f64], squares: &mut [f64], seen: &[u32]) -> f64 {
    let scores: Vec<f64> = lesson.candidates.iter().map(|c| score(c, weights)).collect();
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|s| exp(s - top)).collect();
    let sum: f64 = powers.iter().sum();
    for (index, features) in lesson.candidates.iter().enumerate() {
        let gradient = powers[index] / sum - f64::from(u8::from(index == lesson.right));
        if gradient.abs() < 1e-4 {
            continue;
        }
        for &feature in features {
            let feature = feature as usize;
            if seen[feature] < RARE {
                continue;
            }
            let slope = gradient + DECAY * weights[feature] * seen[feature] as f64;
            squares[feature] += slope * slope;
            weights[feature] -= RATE * slope / squares[feature].sqrt();
        }
    }
    1.0 - powers[lesson.right] / sum
}

/// The exponential of a number that is not positive: the same bits everywhere.
fn exp(x: f64) -> f64 {
    if x < -30.0 {
        return 0.0;
    }
    let small = x / 1024.0;
    let mut power = 1.0 + small * (1.0 + small / 2.0 * (1.0 + small / 3.0 * (1.0 + small / 4.0)));
    for _ in 0..10 {
        power *= power;
    }
    power
}
