"""The other side of TrainingStepBenchmark, which starts it: the same training step in PyTorch.

    python3 benchmarks/training_step.py STEPS FROZEN DROPOUT TOKENS

MiniLM-L6's layers with random weights, over the batches of token ids that the Java side writes to the file TOKENS, a line for each
text. FROZEN is how many leading stages are not trained: 0 none, 1 the embeddings. Prints the CPU milliseconds of a step.
"""

import math
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

HIDDEN, LAYERS, HEADS, WIDE, VOCABULARY, CLASSES = 384, 6, 12, 1536, 30522, 26
BATCH = 32
WARM_UP = 3


class Embeddings(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.types = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids):
        positions = self.positions(torch.arange(ids.shape[1]))
        types = self.types(torch.zeros(1, dtype=torch.int64))
        return self.dropout(self.norm(self.words(ids) + positions + types))


class Encoder(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.attended = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.wide, self.narrow = nn.Linear(HIDDEN, WIDE), nn.Linear(WIDE, HIDDEN)
        self.attended_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.narrow_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def split(self, states):
        return states.view(*states.shape[:2], HEADS, HIDDEN // HEADS).transpose(1, 2)

    def forward(self, states, score_bias):
        query, key, value = (self.split(layer(states)) for layer in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS) + score_bias
        context = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).reshape(states.shape)
        middle = self.attended_norm(self.dropout(self.attended(context)) + states)
        return self.narrow_norm(self.dropout(self.narrow(F.gelu(self.wide(middle)))) + middle)


class Classifier(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.stages = nn.ModuleList([Embeddings(dropout)] + [Encoder(dropout) for _ in range(LAYERS)])
        self.head_dropout = nn.Dropout(dropout)
        self.head = nn.Linear(HIDDEN, CLASSES)

    def forward(self, ids, mask):
        score_bias = (1 - mask)[:, None, None, :] * -1e9
        states = self.stages[0](ids)
        for stage in self.stages[1:]:
            states = stage(states, score_bias)
        weights = mask[:, :, None]
        pooled = (states * weights).sum(1) / weights.sum(1)
        return self.head(self.head_dropout(pooled))


def batches(path):
    with open(path) as file:
        rows = [[int(token) for token in line.split()] for line in file]
    for start in range(0, len(rows), BATCH):
        texts = rows[start : start + BATCH]
        length = max(map(len, texts))
        ids = torch.tensor([text + [0] * (length - len(text)) for text in texts])
        mask = torch.tensor([[1.0] * len(text) + [0.0] * (length - len(text)) for text in texts])
        yield ids, mask


def main():
    steps, frozen, dropout, path = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = Classifier(dropout)
    for stage in model.stages[:frozen]:
        stage.requires_grad_(False)
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in trained if p.dim() > 1], "weight_decay": 0.01},
            {"params": [p for p in trained if p.dim() == 1], "weight_decay": 0.0},
        ],
        lr=2e-4,
    )
    data = list(batches(path))
    start = 0.0
    for step in range(-WARM_UP, steps):
        if step == 0:
            start = time.process_time()
        ids, mask = data[step % len(data)]
        labels = torch.arange(len(ids)) % CLASSES
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(ids, mask), labels)
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
    print(f"{1e3 * (time.process_time() - start) / steps:.1f}")


main()
